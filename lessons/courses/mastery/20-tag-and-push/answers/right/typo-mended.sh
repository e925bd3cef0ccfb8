# title: a wrong password and a wrong tag on the way
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p wrong
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker tag nginx:alpine student/nginx:tesing
docker push student/nginx:tesing
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
