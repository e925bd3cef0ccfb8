# title: proxy and webserver both want port 80
# fails: webserver-runs webserver-port all-detached listed-three ran-together
# says: port is already allocated
docker container run -d --name proxy -p 80:80 nginx
docker run -d --name webserver -p 80:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
