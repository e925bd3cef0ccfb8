# title: the containers were made and never started
# fails: proxy-runs proxy-port webserver-runs webserver-port db-runs db-port all-detached listed-three ran-together
# says: it was made but never started
docker create --name proxy -p 80:80 nginx
docker create --name webserver -p 8080:80 httpd
docker create --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker ps -a
docker rm proxy webserver db
