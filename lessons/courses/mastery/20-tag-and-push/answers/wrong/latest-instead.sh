# title: no tag behind the name, so it became latest
# fails: own-name was-denied on-the-hub still-there
docker tag nginx:alpine student/nginx
docker push student/nginx
answer denied 3
docker login -u student -p anchors-aweigh
docker push student/nginx
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
