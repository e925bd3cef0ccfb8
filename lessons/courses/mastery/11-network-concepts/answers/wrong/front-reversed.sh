# title: the two numbers of -p are the wrong way round
# from: front-and-back
# fails: front-port
# says: The two numbers are the wrong way round (80:8080)
docker container rm -f webhost quiet
docker container run -d --name front -p 80:8080 nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
