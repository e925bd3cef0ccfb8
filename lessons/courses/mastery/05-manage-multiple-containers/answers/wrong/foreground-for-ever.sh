# title: proxy runs in the foreground, so the rest never comes
# fails: webserver-runs webserver-port db-runs db-port db-password all-detached listed-three ran-together nothing-left
# says: There is no container ‘webserver’
docker run --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
