# title: an extra container is left over
# fails: nothing-left
# says: The container ‘test’ (exited) should not be there
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker run --name test alpine true
docker container stop proxy webserver db
docker container rm proxy webserver db
