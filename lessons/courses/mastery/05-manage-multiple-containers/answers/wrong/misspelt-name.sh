# title: webserver is misspelt
# fails: webserver-runs webserver-port all-detached listed-three ran-together
# says: There is one called ‘web-server’, though
docker container run -d --name proxy -p 80:80 nginx
docker run -d --name web-server -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker stop proxy web-server db
docker rm proxy web-server db
