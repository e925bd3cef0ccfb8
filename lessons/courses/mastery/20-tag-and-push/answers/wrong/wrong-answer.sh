# title: thinks that the repository is missing
# fails: denied
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 2
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
docker logout
