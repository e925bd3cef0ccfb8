# title: the whole name, with docker.io before it
docker tag nginx:alpine docker.io/student/nginx:alpine
docker push docker.io/student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker push docker.io/student/nginx:alpine
docker tag nginx:alpine docker.io/student/nginx:testing
docker push docker.io/student/nginx:testing
answer sent 0
docker logout
