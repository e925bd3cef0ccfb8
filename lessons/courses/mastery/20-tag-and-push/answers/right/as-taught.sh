# title: as the lesson means it
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
echo anchors-aweigh | docker login --username student --password-stdin
docker image push student/nginx:alpine
curl -s hub.docker.com/r/student/nginx
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
