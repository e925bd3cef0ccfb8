# title: nginx serves in place of httpd
# fails: webserver-runs webserver-port all-detached
# says: ‘webserver’ should come from the image ‘httpd’; it comes from ‘nginx’
docker container run -d --name proxy -p 80:80 nginx
docker run -d --name webserver -p 8080:80 nginx
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
