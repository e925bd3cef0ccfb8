# title: images with their tags and registry, addresses before the ports
docker run --detach --publish 0.0.0.0:80:80/tcp --name proxy nginx:latest
docker run --detach --publish 8080:80/tcp --name webserver docker.io/library/httpd:latest
docker run --detach --publish 3306:3306 --env MYSQL_RANDOM_ROOT_PASSWORD=true --name db mysql:latest
docker container ls --no-trunc
docker container kill proxy webserver db
docker container rm proxy webserver db
