# title: proxy is called nginx
# fails: proxy-runs proxy-port all-detached listed-three ran-together
# says: ‘nginx’ comes from that image, but has another name
docker run -d --name nginx -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker stop nginx webserver db
docker rm nginx webserver db
