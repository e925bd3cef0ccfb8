# title: proxy is published for the machine itself only
# fails: proxy-port
# says: it can be reached at that address only
docker run -d --name proxy -p 127.0.0.1:80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
