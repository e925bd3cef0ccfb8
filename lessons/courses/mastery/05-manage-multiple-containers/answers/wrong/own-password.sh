# title: mysql gets a password instead of making one up
# fails: db-password
# says: the variable MYSQL_RANDOM_ROOT_PASSWORD is not set
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3306:3306 -e MYSQL_ROOT_PASSWORD=secret mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
