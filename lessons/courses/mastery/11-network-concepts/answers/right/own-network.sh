# title: both are in a network of their own
# from: front-and-back
docker rm -f webhost quiet
docker run -d --name front -p 8080:80 nginx
docker run -d --name back --expose 8080 httpd
docker network create app
docker network connect app front
docker network connect app back
docker inspect -f '{{.NetworkSettings.IPAddress}}' back | tee /home/student/back.txt
