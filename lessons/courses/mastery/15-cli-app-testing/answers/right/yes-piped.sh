# title: the question is answered through a pipe
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
echo y | docker run --rm -i centos:7 yum update curl
docker run --rm -i centos:7 bash -c 'yes | yum update curl; curl --version'
answer newer ubuntu
