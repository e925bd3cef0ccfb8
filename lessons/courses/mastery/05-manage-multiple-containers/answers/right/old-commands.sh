# title: the old commands and short flags
docker run -dp 80:80 --name=proxy nginx
docker run -dp 8080:80 --name=webserver httpd
docker run -dp 3306:3306 --name=db -eMYSQL_RANDOM_ROOT_PASSWORD=yes mysql
docker ps
docker stop proxy webserver db
docker rm proxy webserver db
