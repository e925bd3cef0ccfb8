# title: the containers were made and never started
# fails: ?
docker create --name proxy -p 80:80 nginx
docker create --name webserver -p 8080:80 httpd
docker create --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker ps -a
docker rm proxy webserver db
