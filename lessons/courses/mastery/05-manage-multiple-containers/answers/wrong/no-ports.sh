# title: no port is published
# fails: proxy-port webserver-port db-port
# says: it is not published
docker run -d --name proxy nginx
docker run -d --name webserver httpd
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
