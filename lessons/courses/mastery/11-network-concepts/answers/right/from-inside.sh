# title: the container is asked for its own address
# from: front-and-back
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back httpd
docker container exec back hostname -i > back.txt
