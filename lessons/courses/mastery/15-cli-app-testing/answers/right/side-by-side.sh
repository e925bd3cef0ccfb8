# title: both run at the same time, and exec goes in
docker run --rm -dit --name ubuntu ubuntu:14.04
docker run --rm -dit --name centos centos:7
docker exec ubuntu apt-get update
docker exec ubuntu apt-get install -y curl
docker exec centos yum -y update curl
docker exec ubuntu curl --version
docker exec centos curl --version
docker stop ubuntu centos
answer newer ubuntu
