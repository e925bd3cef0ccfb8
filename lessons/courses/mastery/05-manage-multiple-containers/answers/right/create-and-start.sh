# title: made with create, then started together
docker create --name proxy -p 80:80 nginx
docker create --name webserver -p 8080:80 httpd
docker create --name db -p 3306:3306 --env MYSQL_RANDOM_ROOT_PASSWORD=1 mysql
docker start proxy webserver db
docker container list
docker stop db webserver proxy
docker container prune -f
