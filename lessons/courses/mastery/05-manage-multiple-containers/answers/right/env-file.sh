# title: the variable comes from a file, and a loop cleans up
cd; echo MYSQL_RANDOM_ROOT_PASSWORD=yes > db.env
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3306:3306 --env-file db.env mysql
docker container ls
for name in proxy webserver db; do docker rm -f $name; done
