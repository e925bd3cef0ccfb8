# title: the names are the wrong way round
# fails: own-name on-the-hub testing-here testing-on-the-hub sent still-there
docker image tag student/nginx:alpine nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker image tag student/nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
