# title: front is published for this machine only
# from: front-and-back
# fails: front-port
# says: it can be reached at that address only
docker container rm -f webhost quiet
docker container run -d --name front -p 127.0.0.1:8080:80 nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
