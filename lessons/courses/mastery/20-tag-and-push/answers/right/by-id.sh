# title: named by the id of the image
docker tag $(docker image ls -q nginx:alpine) student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker tag $(docker image ls -q nginx:alpine) student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
