# title: the old commands
docker tag nginx:alpine student/nginx:alpine
docker push student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker push student/nginx:alpine
docker tag student/nginx:alpine student/nginx:testing
docker push student/nginx:testing
answer sent 0
docker logout
