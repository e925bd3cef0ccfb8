# title: pushed to a registry on this machine instead of the hub
# fails: own-name was-denied on-the-hub testing-here testing-on-the-hub sent still-there
docker run -d -p 5000:5000 registry:2
docker tag nginx:alpine localhost:5000/student/nginx:alpine
docker push localhost:5000/student/nginx:alpine
answer denied 3
docker login -u student -p anchors-aweigh
docker tag nginx:alpine localhost:5000/student/nginx:testing
docker push localhost:5000/student/nginx:testing
answer sent 0
docker logout
