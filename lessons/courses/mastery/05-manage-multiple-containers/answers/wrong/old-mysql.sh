# title: an older mysql than the one asked for
# fails: db-runs db-port all-detached
# says: ‘db’ should come from the image ‘mysql’; it comes from ‘mysql:5.7’
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql:5.7
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
