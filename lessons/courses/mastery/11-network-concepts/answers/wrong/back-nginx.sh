# title: back comes from nginx
# from: front-and-back
# fails: back-runs back-closed back-neighbour back-address
# says: ‘back’ should come from the image ‘httpd’; it comes from ‘nginx’
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back nginx
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
