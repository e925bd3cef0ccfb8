# title: mysql does not know what to do about the password and ends
# fails: db-runs db-port db-password all-detached listed-three ran-together
# says: ‘docker container logs db’ may tell why
docker container run -d --name proxy -p 80:80 nginx
docker container run -d --name webserver -p 8080:80 httpd
docker run -d --name db -p 3306:3306 mysql; sleep 2
docker container ls
docker container stop proxy webserver db
docker container rm proxy webserver db
