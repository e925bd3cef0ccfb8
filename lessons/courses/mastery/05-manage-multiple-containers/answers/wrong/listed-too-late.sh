# title: the containers were listed only after they were stopped
# fails: listed-three
# says: but at that moment this was missing: ‘proxy’ should be running
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container stop proxy webserver db
docker container ls
docker container rm proxy webserver db
