# title: back is in another network than front
# from: front-and-back
# fails: back-neighbour back-address
# says: Both must be in the same network
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker network create inside
docker container run -d --network inside --name back httpd
docker container inspect --format '{{.NetworkSettings.Networks.inside.IPAddress}}' back > back.txt
