# title: db is published on another port
# fails: db-port
# says: it is published on ‘3307’
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3307:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
