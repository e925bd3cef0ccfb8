# title: never logged out
# fails: logged-out
docker image tag nginx:alpine student/nginx:alpine
docker image push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker image push student/nginx:alpine
docker image tag nginx:alpine student/nginx:testing
docker image push student/nginx:testing
answer sent 0
