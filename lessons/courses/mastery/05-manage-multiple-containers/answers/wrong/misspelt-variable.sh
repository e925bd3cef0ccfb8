# title: the variable is misspelt, so mysql ends
# fails: db-runs db-port db-password all-detached listed-three ran-together
# says: There is one called MYSQL_RANDOM_PASSWORD, though
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3306:3306 -e MYSQL_RANDOM_PASSWORD=yes mysql; sleep 2
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
