# title: the shell keeps proxy in its background, but docker is still attached to it
# fails: all-detached
# says: ‘proxy’ was started in the foreground
docker pull nginx
docker run --name proxy -p 80:80 nginx &
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
