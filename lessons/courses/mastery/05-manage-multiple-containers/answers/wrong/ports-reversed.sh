# title: the ports of webserver are the wrong way round
# fails: proxy-port webserver-port
# says: The two numbers are the wrong way round (80:8080)
docker run -d --name proxy -p 8081:80 nginx
docker run -d --name webserver -p 80:8080 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
