# title: the names were removed before the push
# fails: was-denied on-the-hub testing-on-the-hub sent still-there
docker image tag nginx:alpine student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker rmi student/nginx:alpine
docker image push student/nginx:alpine
docker image tag nginx:alpine student/nginx:testing
docker rmi student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
