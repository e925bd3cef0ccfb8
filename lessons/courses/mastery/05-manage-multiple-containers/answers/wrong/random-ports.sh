# title: the ports are left to Docker
# fails: proxy-port webserver-port db-port
# says: it is published on ‘3276
docker run -d --name proxy -p 80 nginx
docker run -d --name webserver -p 80 httpd
docker run -d --name db -p 3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
