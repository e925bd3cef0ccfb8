# title: the port is left to Docker
# from: front-and-back
# fails: front-port
# says: it is published on ‘3276
docker container rm -f webhost quiet
docker container run -d --name front -p 80 nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
