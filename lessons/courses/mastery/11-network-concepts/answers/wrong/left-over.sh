# title: quiet was forgotten
# from: front-and-back
# fails: others-gone
# says: The container ‘quiet’ (running) should not be there
docker container rm -f webhost
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
