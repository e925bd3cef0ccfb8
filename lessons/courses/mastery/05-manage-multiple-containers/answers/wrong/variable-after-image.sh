# title: the variable stands behind the image and becomes an argument of mysqld
# fails: db-runs db-port db-password all-detached listed-three ran-together
# says: It stands behind the name of the image
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3306:3306 mysql -e MYSQL_RANDOM_ROOT_PASSWORD=yes; sleep 2
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
