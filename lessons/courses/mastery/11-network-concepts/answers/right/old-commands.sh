# title: the old commands, and the address from the list of the network
# from: front-and-back
docker stop webhost quiet; docker rm webhost quiet
docker run -dp 8080:80 --name=front nginx
docker run -d --name back httpd:latest
docker inspect -f '{{.NetworkSettings.Networks.bridge.IPAddress}}' back > back.txt
