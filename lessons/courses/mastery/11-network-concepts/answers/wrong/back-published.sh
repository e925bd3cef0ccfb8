# title: back is published, too
# from: front-and-back
# fails: back-closed
# says: should be published on anything but
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back -p 8081:80 httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
