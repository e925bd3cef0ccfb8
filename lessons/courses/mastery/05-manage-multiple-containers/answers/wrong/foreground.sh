# title: proxy runs in the foreground and is interrupted before the others start
# fails: proxy-runs proxy-port all-detached listed-three ran-together
# says: ‘proxy’ should be running; it has ended
docker pull nginx
timeout -s INT 3 docker run --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
