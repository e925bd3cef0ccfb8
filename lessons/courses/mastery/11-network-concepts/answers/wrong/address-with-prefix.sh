# title: the file holds the network’s prefix, too
# from: front-and-back
# fails: back-address
# says: should hold exactly one line
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back | sed 's|$|/16|' > back.txt
