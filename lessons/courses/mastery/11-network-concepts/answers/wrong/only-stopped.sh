# title: webhost and quiet were stopped, not removed
# from: front-and-back
# fails: others-gone
# says: should not be there
docker container stop webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back httpd
docker container inspect --format '{{.NetworkSettings.IPAddress}}' back > back.txt
