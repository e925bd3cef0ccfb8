# title: front is not published
# from: front-and-back
# fails: front-port
# says: it is not published
docker container rm -f webhost quiet
docker container run -d --name front nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
