# title: back was made, but not started
# from: front-and-back
# fails: back-runs back-closed back-neighbour back-address
# says: it was made but never started
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container create --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
