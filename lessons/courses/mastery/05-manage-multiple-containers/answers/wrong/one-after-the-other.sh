# title: each container was removed before the next one was started
# fails: proxy-runs proxy-port webserver-runs webserver-port all-detached listed-three ran-together
# says: There is no container ‘webserver’
docker container run -d --name proxy -p 80:80 nginx
docker rm -f proxy
docker container run -d --name webserver -p 8080:80 httpd
docker rm -f webserver
docker container run -d --name db -p 3306:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker container ls
docker rm -f db
