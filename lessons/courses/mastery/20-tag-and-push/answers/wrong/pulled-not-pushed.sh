# title: pulled instead of pushed
# fails: was-denied on-the-hub testing-on-the-hub sent still-there
docker image tag nginx:alpine student/nginx:alpine
docker pull student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker pull student/nginx:alpine
docker image tag nginx:alpine student/nginx:testing
docker pull student/nginx:testing
answer sent 0
docker logout
