# title: proxy has no name of its own
# fails: proxy-runs proxy-port all-detached listed-three ran-together
# says: comes from that image, but has another name
docker run -d -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker stop $(docker ps -q)
docker rm $(docker ps -aq)
